"""The same that readers see, as tools of the Model Context Protocol: read only, and off unless MCP is set."""
