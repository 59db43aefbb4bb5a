"""People who work in the newsroom, their roles and what each role may do."""
