"""What pages show of documents: plain values made of the contract's, without HTML."""
