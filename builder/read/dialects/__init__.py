"""One file to each dialect of header; `builder.read.headers` holds the order in which they are tried."""
