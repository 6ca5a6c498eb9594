// The document of one aircraft, as the server gives it.

import type { FlightRow } from '../../data/rows';

export interface Identity {
  since: string | null;
  until: string | null;
  registration: string | null;
  registration_source: string | null;
  typecode: string | null;
  typecode_source: string | null;
  model: string | null;
  model_source: string | null;
  operator: string | null;
  operator_source: string | null;
  flag_state: string | null;
  flag_state_source: string | null;
  grade: string | null;
  military_probability: number | null;
  state_probability: number | null;
  grade_words: string | null;
  conflicts: string[];
}

export interface AircraftDocument {
  sections?: { flights?: { rows: FlightRow[] } };
  icao24: string;
  identity: Identity | null;
  history?: Identity[];
  flag_state?: string | null;
  flag_states?: { verdict: string; sentence: string } | null;
  first_seen_at?: string | null;
  last_seen_at?: string | null;
  days_seen?: number | null;
  positions?: number | null;
  flights?: unknown;
  callsigns?: { callsign: string; first_seen_at: string; last_seen_at: string; state_vectors: number }[];
  visits?: { airport: string | null; visits: number; first_known_at: string; last_known_at: string; inferred: number }[];
  home_bases?: { airport: string; since: string; until: string; nights: number; nights_known: number; confidence: number }[];
  remarks?: { sentence?: string; words?: string }[];
  reconstruction: boolean;
}
