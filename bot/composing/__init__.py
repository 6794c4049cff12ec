"""Evidence into answers: one composer a file, all with the same small interface."""
