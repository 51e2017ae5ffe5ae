"""Who said it: quotations, their speakers, who passed them on, and statements reported without marks."""
