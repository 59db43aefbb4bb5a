"""Claims found in articles, and what the record says about them."""
