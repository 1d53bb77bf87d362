"""The small closed word lists that name reading needs; countries and event types are data files."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that stand before a person's name and end a title.
TITLES = _words(
    """admiral ambassador analyst archbishop ayatollah baroness bishop brigadier captain cardinal
    chair chairman chairperson chairwoman chancellor chief colonel commander commissioner commodore
    congressman congresswoman coordinator corporal counterpart crown dame director doctor dr emir
    emperor envoy general governor head imam inspector judge justice king lady lawmaker leader
    lieutenant lord major marshal mayor minister miss mp mr mrs mullah ms negotiator officer pm pope
    premier president prince princess prof professor queen rapporteur rep representative
    secretary sen senator sergeant sheikh sir speaker spokesman spokesperson spokeswoman sultan
    treasurer gen col lt maj brig capt adm gov"""
)

# Words that may stand inside a title but never end one.
INNER = _words(
    """acting affairs air agriculture bank central commission council committee
    and army attorney cabinet defence defense deputy economic
    economy education energy environment external ex federal finance first for force
    foreign former health her his home house in incoming interior international joint labour
    labor late lead liberation lower military national naval navy of our outgoing parliamentary
    parliament permanent police prime public security senior special staff state supreme the their
    then top trade transport treasury under upper veteran vice coas"""
)

# Modifiers that make another office of the same title.
RANKS = frozenset({"vice", "deputy", "former", "ex", "acting"})

# Nouns and adjectives that say what part of a state is meant and nothing more.
OFFICE = _words(
    """administration affairs agencies agency air ambassador ambassadors and armed army assembly
    authorities authority bank border cabinet central chief chiefs citizens civilians coast command
    commander commanders commission constitutional council court courts defence delegation
    deputies diplomat diplomats embassy envoy envoys executive fighters finance fleet for force
    forces foreign general generals government guard guards health high home human industry
    intelligence interior jets judiciary justice lawmakers leader leaders leadership legislature
    media military minister ministers ministry mission national nationals naval navy negotiators
    office officer officers official officials of opposition parliament parties party people pm
    police politicians premier presidency president prime prosecutor prosecutors
    protesters rebels regime residents rights rulers security senate senators senior service
    services side soldiers special spokesman spokesperson spokeswoman staff state students supreme
    task team the top trade treasury troops union voters warplanes"""
)

# Words without a country or a name of their own: which one is meant, only the article knows.
GENERIC = OFFICE | TITLES | frozenset({"group", "men", "women", "experts", "sources", "he", "they"})

# One spelling for words that newspapers write in two ways.
SPELLING = {
    "defense": "defence",
    "labor": "labour",
    "organization": "organisation",
    "organizations": "organisations",
    "programme": "program",
    "centre": "center",
}

# Country names that are as often another thing: they say nothing before an office word
# ("Georgia Supreme Court", "Jordan King"); their adjectives do.
DOUBTFUL = frozenset({"georgia", "jordan", "chad", "dominica"})

# Names of the armed forces as a whole; an army or a navy is a part of them.
ARMED_FORCES = frozenset({"armed forces", "defence forces", "military forces", "defence force"})

# Words before a part of a state that change nothing about whose it is.
RANKED = frozenset({"top", "senior"})

GOVERNMENT = frozenset({"government", "govt"})

# Countries whose press names put the family name first.
FAMILY_FIRST = frozenset({"CHN", "TWN", "HKG", "MAC", "PRK", "KOR", "VNM", "KHM"})

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})

# Latin letters that Cyrillic, Greek and digits are mistaken for.
LOOKS_LIKE = str.maketrans(
    "авекмнорстухіјѕһӏԁԛԝгαβεικνορτυχηζμ013",
    "abekmhopctyxijshldqwrabeiknoptuxnzmole",
)

# News agencies whose credit marks a text as theirs, as a credit spells them.
AGENCIES = (
    "Reuters", "AP", "Associated Press", "AFP", "Agence France-Presse", "PTI", "Xinhua", "TASS",
    "DPA", "ANI", "EFE", "ANSA", "Kyodo", "Yonhap", "Anadolu Agency", "UPI", "IRNA", "Bloomberg",
)  # fmt: skip

# Words between a first name and the end of a family name, part of the latter.
PARTICLES = _words("al el bin ibn ben abu von van der den de da di del della dos du la le ter ten")
