"""Which values a person should look at, and why: witnesses look at values as they were read, and at what a document
says twice."""
