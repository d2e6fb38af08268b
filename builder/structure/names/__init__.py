"""Names in a text: people and their offices, places, bodies, works and numbers, events. The way in is `entry.names`."""
