"""The archive in the other script: from the linked archive and its bodies to the same, for a second tree."""
