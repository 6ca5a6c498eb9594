"""Cases: sources, claims, checks, assessments, timelines and dossiers, from texts and facts that it is handed."""
