"""The live half of the pipeline: feeds into the raw log and the archive, until told to stop."""
