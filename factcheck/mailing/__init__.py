"""Mail that jobs send: written first, handed over once, forgotten afterwards."""
