"""Models of uploaded files."""

from factcheck.imports.models.upload import FilePart, Refusal, Upload, UploadedFile

__all__ = ["FilePart", "Refusal", "Upload", "UploadedFile"]
