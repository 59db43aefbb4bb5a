"""The embedded PostgreSQL server: found, created, started, shared and stopped without help from outside.

A process that opens a database connection first joins the server (`client.join`). The first to join starts a
`guardian`, a small process that runs PostgreSQL and counts who has joined by the sockets they hold open; the
kernel closes those on any death, `kill -9` included. When the last one is gone the guardian stops PostgreSQL and
ends. Nothing listens on the network: everything happens through sockets in a folder with mode 0700.
"""
