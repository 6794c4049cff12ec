"""Measures how well facts are read out of pages: over made-up pages whose facts are labelled."""
