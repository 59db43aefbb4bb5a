"""What machines read: published verdicts and the record in the formats of the field. Shapes only: nothing is written.

Everything here takes rows that readers may see; who asks for them uses the queries for readers of each package.
"""
