"""The words that the record uses for kinds and states of things, shared by fact files and database. No Django."""

SOURCE_KINDS = {
    "official": "Official",
    "official_copy": "Copy of an official record",
    "academic": "Academic data",
    "encyclopedia": "Encyclopedia",
    "monitor": "Monitoring organisation",
    "news": "News",
    "news_agency": "News agency",
    "project": "Compiled for this project",
}
CLASSIFICATIONS = {"body": "Body", "state": "State", "group": "Group"}
NAME_KINDS = {"name": "Name", "adjective": "Adjective", "demonym": "Demonym", "metonym": "Metonym"}
MOTION_KINDS = {
    "resolution": "Resolution",
    "draft": "Draft, not adopted",
    "amendment": "Amendment",
    "paragraph": "Vote on a paragraph",
    "procedural": "Procedural motion",
}
LEGAL_EFFECTS = {
    "recommendation": "Recommendation",
    "decision": "Decision within the organisation",
    "binding": "Binding",
    "procedural": "Procedural",
    "disputed": "Disputed",
    "none": "None",
}
SECTIONS = {"preamble": "Preamble", "operative": "Operative part", "heading": "Heading"}
ROLES = {"author": "Tabled or drafted it", "sponsor": "Sponsor", "later": "Joined later"}
METHODS = {"recorded": "Recorded vote", "non_recorded": "Vote without a record", "consensus": "Without a vote"}
RESULTS = {"adopted": "Adopted", "rejected": "Rejected", "vetoed": "Vetoed", "not_adopted": "Not adopted"}
OPTIONS = {"yes": "Yes", "no": "No", "abstain": "Abstained", "absent": "Did not vote"}
