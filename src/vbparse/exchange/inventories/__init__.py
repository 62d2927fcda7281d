"""Inventories on paper: the documents of a dossier (mục lục văn bản, tài liệu), and dossiers (mục lục hồ sơ)."""
