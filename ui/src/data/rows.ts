// Rows as the server gives them: fields spelled as in the record's tables, times ISO 8601 in UTC.

export interface Rows<T> {
  rows: T[];
  total?: number | null;
  next?: string | null;
  /** What the reader must know beside, in words. */
  notes?: string[];
  /** Whether any of it rests on a reconstruction. */
  reconstruction?: boolean;
}

export interface FlightRow {
  flight_id: string;
  icao24: string;
  registration: string | null;
  typecode: string | null;
  flag_state: string | null;
  operator: string | null;
  military_probability: number | null;
  callsign: string | null;
  callsigns: string[];
  adep: string | null;
  ades: string | null;
  adep_reason: string | null;
  ades_reason: string | null;
  adep_evidence: string | null;
  ades_evidence: string | null;
  adep_runway: string | null;
  ades_runway: string | null;
  adep_candidates: string[];
  adep_posteriors: number[];
  ades_candidates: string[];
  ades_posteriors: number[];
  takeoff_at: string | null;
  takeoff_uncertainty_s: number | null;
  landing_at: string | null;
  landing_uncertainty_s: number | null;
  first_seen_at: string;
  last_seen_at: string;
  first_lat_deg: number;
  first_lon_deg: number;
  last_lat_deg: number;
  last_lon_deg: number;
  positions: number;
  doubted: number;
  distance_nm: number;
  longest_silence_s: number;
  touch_and_goes: number;
  source_sha256s: string[];
  algorithm: string;
  reconstruction: boolean;
}

export interface VisitRow {
  icao24: string;
  registration: string | null;
  typecode: string | null;
  flag_state: string | null;
  operator: string | null;
  military_probability: number | null;
  airport: string | null;
  airport_reason: string | null;
  airport_candidates: string[];
  airport_posteriors: number[];
  arrived_at: string | null;
  departed_at: string | null;
  arrived_not_before: string | null;
  departed_not_after: string | null;
  stay_s: number | null;
  longest_stay_s: number | null;
  inferred: boolean;
  arrival_flight_id: string | null;
  departure_flight_id: string | null;
  reconstruction: boolean;
}

export interface TripRow {
  trip_id: string;
  icao24: string;
  home_base: string | null;
  left_home: boolean;
  returned_home: boolean;
  began_at: string;
  ended_at: string;
  airports: string[];
  stop_kinds: string[];
  legs: number;
  unseen_legs: number;
  flight_ids: string[];
  distance_nm: number;
}

export interface GapRow {
  gap_id: string;
  icao24: string;
  flight_id: string | null;
  kind: string;
  from_at: string;
  to_at: string;
  duration_s: number;
  from_lat_deg: number;
  from_lon_deg: number;
  to_lat_deg: number;
  to_lon_deg: number;
  great_circle_nm: number;
  path_lat_deg: number[];
  path_lon_deg: number[];
  path_half_width_nm: number[];
  countries: string[];
  country_probabilities: number[];
  outline?: [number, number][];
}

export interface FindingRow {
  finding_id: string;
  kind: string;
  verdict: string;
  icao24s: string[];
  airports: string[];
  since: string;
  until: string;
  lat_deg: number | null;
  lon_deg: number | null;
  confidence: number;
  base_rate: number | null;
  sentence: string;
  number_names: string[];
  number_values: number[];
  basis: string[];
  source_sha256s: string[];
  algorithm: string;
  reconstruction: boolean;
}

export interface StatementRow {
  attribute: string;
  value: string;
  source: string;
  source_date: string | null;
  valid_from: string | null;
  valid_to: string | null;
  stated_since: string | null;
  stated_until: string | null;
  method: string;
  licence: string | null;
}

export interface PathAnswer {
  columns: {
    observed_at: number[];
    lat_deg: (number | null)[];
    lon_deg: (number | null)[];
    baro_altitude_ft: (number | null)[];
    ground_speed_kt: (number | null)[];
    track_deg: (number | null)[];
    doubt: (string | null)[];
  };
  gaps: GapRow[];
}
