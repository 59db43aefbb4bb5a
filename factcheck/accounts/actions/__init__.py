"""What changes accounts. Each function is a whole transaction and asks for the permission itself."""
