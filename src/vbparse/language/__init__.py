"""What is known of Vietnamese and of the State's forms: tables with a source, and small pure functions over them."""
