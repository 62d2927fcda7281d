"""Pure extraction: text and outline in, values of the schema out. `document` puts the fields together; ARCHITECTURE.md
says what each module is for."""
