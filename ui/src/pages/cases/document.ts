// What the server answers about cases.

export interface CaseHead {
  slug: string;
  title: string;
  question: string | null;
  status: string;
  created_by: string;
  created_at: string;
  timezone: string;
  sensitivity: string;
}
export interface CaseRow extends CaseHead {
  sources: number;
  captures: number;
  claims: number;
  reconstruction: boolean;
}
export interface Source {
  source_id: string;
  kind: string;
  title: string;
  url: string | null;
  publisher: string | null;
  authors: string[];
  published: string | null;
  language: string | null;
  source_class: string;
  derives_from: string[];
  reliability: string | null;
  notes: string | null;
}
export interface SourceRow extends Source {
  captures: number;
  quality: string[];
  has_url: boolean;
  has_html: boolean;
  has_full_page: boolean;
}
export interface LogEntry {
  seq: number;
  at: string;
  actor: string;
  action: string;
  object_kind: string;
  object_id: string;
}
export interface CaseDocument {
  case: CaseHead;
  sources: SourceRow[];
  claims: { all: number; proposed: number; accepted: number; edited: number; rejected: number; checked: number; approved: number };
  verdicts: { verdict: string; claims: number; approved: number }[];
  origins: { reports: number; roots: { origin: string; titles: string[] }[]; because: string[] };
  log: { entries: number; head_sha256: string; last: LogEntry[] };
  stamps: number;
  deleted: number;
  reconstruction: boolean;
}
export interface Verified {
  entries: number;
  blobs: number;
  failed: boolean;
  breaks: { file: string; fault: string; detail: string }[];
}
export interface Attribution {
  depth: number;
  speaker: string | null;
  role: string | null;
  anonymity: string;
  venue: string | null;
  cue: string | null;
}
export interface Claim {
  claim_id: string;
  spans: { capture_id: string; exact: string; zone: string }[];
  proposition: string;
  kind: string;
  polarity: string;
  speech_act: string;
  quote_kind: string;
  attributions: Attribution[];
  hedges: { kind: string; cue: string }[];
  quantities: { what: string; low_in_unit: number | string; high_in_unit: number | string; unit: string; words: string }[];
  times: { edtf: string; words: string; rule: string; anchor: string; timezone: string; precision: string }[];
  places: { words: string; role: string; candidates: string[] }[];
  aircraft: { words: string; typecodes: string[]; registrations: string[]; icao24s: string[]; callsigns: string[] }[];
  checkability: string;
  extracted_by: string;
  extractor: string;
  review_state: string;
  reviewer: string | null;
}
export interface Observation {
  observation_id: string;
  kind: string;
  icao24: string | null;
  since: string | null;
  sentence: string;
  basis: string[];
  reconstruction: boolean;
}
export interface Check {
  verdict: string;
  reason: string | null;
  sentence: string;
  supporting: Observation[];
  opposing: Observation[];
  would_corroborate: string;
  would_contradict: string;
  alternatives: string[];
  base_rate: string | null;
  parameter_names: string[];
  parameter_values: string[];
  command: string;
  algorithm: string;
  ran_at: string;
  reconstruction: boolean;
}
export interface Assessment {
  assessment_id: string;
  claim_id: string;
  verdict: string;
  reason: string | null;
  sentence: string;
  likelihood: string | null;
  analytic_confidence: string;
  credibility: number;
  proposed_by: string;
  proposed_at: string;
  approved_by: string | null;
  approved_at: string | null;
}
export interface Place {
  before: string;
  words: string;
  after: string;
  begins: boolean;
  ends: boolean;
}
export interface Card {
  claim: Claim;
  place: Place;
  source: Source | null;
}
export interface ClaimDocument extends Card {
  superseded_by: string[];
  history: { claim_id: string; review_state: string; by: string; at: string | null; proposition: string }[];
  check: Check | null;
  checks_before: { check_id: string; verdict: string; ran_at: string }[];
  assessment: Assessment | null;
  assessments_before: Assessment[];
  links: { kind: string; other: string; proposition: string; from_claim_id: string; basis: string }[];
  previous: string | null;
  following: string | null;
  reconstruction: boolean;
}
export interface Drawn {
  lines: { icao24: string; name: string; seen: boolean; since: string; until: string; points: [number, number][]; reconstruction: boolean }[];
  pins: { code: string; name: string; lat_deg: number; lon_deg: number }[];
  observations: { observation_id: string; kind: string; lat_deg: number; lon_deg: number; sentence: string; supports: boolean }[];
  reconstruction: boolean;
  notes?: string[];
}
export interface SourceDocument {
  source: Source;
  captures: {
    capture_id: string;
    method: string;
    captured_at: string;
    operator: string;
    mime: string;
    blob_sha256: string;
    size_bytes: number;
    final_url: string | null;
    quality: string[];
    quality_evidence: string[];
    has_url: boolean;
    has_html: boolean;
    has_full_page: boolean;
  }[];
  capture_id: string | null;
  has_picture: boolean;
  paragraphs: { zone: string | null; rule: string | null; pieces: { text: string; marks: string[] }[] }[];
  claims: { claim_id: string; proposition: string; kind: string; review_state: string; speaker: string | null; verdict: string | null }[];
  reconstruction: boolean;
}
export interface ClaimRow {
  claim_id: string;
  quote: string;
  proposition: string;
  kind: string;
  speaker: string | null;
  when: string;
  review_state: string;
  verdict: string | null;
  reason: string | null;
  approved_by: string | null;
  reconstruction: boolean;
}
export interface EventRow {
  event_id: string;
  edtf: string;
  earliest: string | null;
  latest: string | null;
  precision: string;
  title: string;
  kind: string;
  places: string[];
  claim_ids: string[];
  /** Whether it is told by claims alone that nobody accepted yet. */
  proposed: boolean;
  reconstruction: boolean;
}
export interface AssessmentRow extends Assessment {
  assessment_id: string;
  proposition: string;
  speaker: string | null;
  kind: string;
  check_verdict: string | null;
  reconstruction: boolean;
}
export interface Scales {
  verdicts: string[];
  likelihoods: string[];
  confidences: string[];
  credibilities: { grade: number; words: string }[];
}
export interface DossierDocument {
  case: CaseHead;
  profile: string;
  profiles: Record<string, string>;
  counts: { claims: number; approved: number; proposed: number; unchecked: number; sources: number; events: number };
  head_sha256: string;
  reconstruction: boolean;
}
