"""What depends on several documents: versions, which document a reference names, what is replaced or restricted."""
