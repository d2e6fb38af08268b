"""The rooms of `builder.structure.markup`: one file to each way of writing, and to each rule they share."""
