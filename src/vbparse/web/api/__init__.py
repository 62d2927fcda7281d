"""The API under /api/v1: one module a resource, JSON in the contract's words, errors as RFC 9457 has them."""
