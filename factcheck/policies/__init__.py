"""How the newsroom works, in its own words: pages that readers hold it to, every wording kept."""
