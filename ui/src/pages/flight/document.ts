// The document of one flight: its row, and why it was cut here and why these are its airports.

import type { FlightRow } from '../../data/rows';

export interface Candidate {
  airport: string;
  name: string | null;
  distance_nm: number | null;
  height_ft: number | null;
  prior: number;
  posterior: number;
  evidence: Record<string, number>;
}

export interface EndEvidence {
  words: string;
  candidates: Candidate[];
  none: number;
  conclusion: string;
}

export interface Explained {
  airframe?: string | null;
  begins?: string | null;
  ends?: string | null;
  departure?: EndEvidence | null;
  destination?: EndEvidence | null;
  doubted?: Record<string, number>;
}

export interface FlightDocument {
  flight: FlightRow;
  /** Null where the flight could not be derived once more. */
  explain: Explained | null;
}
