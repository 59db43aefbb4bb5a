"""Files of voting records that people upload, and what came of them."""
