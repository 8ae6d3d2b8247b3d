"""The words of invented funders, by the language of the country."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.funders.models import FunderKind


@dataclass(frozen=True)
class Words:
    """`patterns` by kind, with `{tree}` or `{place}`; the other texts are whole sentences."""

    patterns: Mapping[FunderKind, Sequence[str]]
    trees: Sequence[str]
    places: Sequence[str]
    functions: Sequence[str]
    notes: Sequence[str]
    said: Sequence[str]
    next: Sequence[str]

    def name(self, kind: FunderKind, number: int) -> str:
        """Another for every number: as soon as the words are used up, a figure tells them apart."""
        patterns = self.patterns[kind]
        tree, place = self.trees[number % len(self.trees)], self.places[number % len(self.places)]
        name = patterns[number % len(patterns)].format(tree=tree, place=place)
        again = number // len(self.trees)
        return f"{name} {again + 1}" if again else name


FR = Words(
    patterns={
        FunderKind.AUTHORITY: ("Commune Exemple de {place}", "Agence Exemple de {place}"),
        FunderKind.FOUNDATION: ("Fondation Exemple {tree}", "Fonds Exemple {tree}"),
        FunderKind.COMPANY: ("Société Exemple {tree}", "Banque Exemple {tree}"),
        FunderKind.EUROPEAN_FUND: ("Fonds européen exemple {place}",),
        FunderKind.DONOR: ("Famille Exemple {tree}",),
    },
    trees=(
        *("Tilleul", "Saule", "Noisetier", "Érable", "Chêne", "Bouleau", "Cerisier", "Frêne"),
        *("Genêt", "Houx", "If", "Jonc", "Lierre", "Mûrier", "Néflier", "Olivier", "Peuplier"),
        *("Quinoa", "Romarin", "Sapin", "Thym", "Aulne", "Violette", "Muguet", "Bruyère"),
        *("Cyprès", "Fougère", "Laurier", "Myrtille", "Pervenche"),
    ),
    places=("Hauteval", "Pontclair", "Rivemont", "Sablefort", "Valdoré", "Boisjoli", "Courmont"),
    functions=("Chargée de projets", "Responsable du mécénat", "Secrétariat", "Direction"),
    notes=(
        "Ne paie jamais de loyer. Aime les visites sur le terrain.",
        "Demande deux rapports par an, en mars et en septembre.",
        "Le jury se réunit une fois par an, en juin.",
    ),
    said=(
        "Premier échange : l'emploi des jeunes et la diversité les intéressent.",
        "Le dossier est complet. La décision tombe au prochain jury.",
        "Ils ont rencontré deux duos et posé des questions sur le suivi.",
        "Rapport envoyé, avec les chiffres du trimestre.",
        "Ils demandent un budget plus détaillé avant d'aller plus loin.",
        "La nouvelle responsable connaît le programme et reste favorable.",
    ),
    next=(
        "Envoyer le rapport du trimestre",
        "Rappeler pour fixer une rencontre",
        "Proposer une visite à une antenne",
        "Préparer la demande de renouvellement",
        "Envoyer le budget détaillé",
    ),
)
NL = Words(
    patterns={
        FunderKind.AUTHORITY: ("Gemeente Voorbeeld {place}", "Agentschap Voorbeeld {place}"),
        FunderKind.FOUNDATION: ("Stichting Voorbeeld {tree}", "Fonds Voorbeeld {tree}"),
        FunderKind.COMPANY: ("Bedrijf Voorbeeld {tree}", "Bank Voorbeeld {tree}"),
        FunderKind.EUROPEAN_FUND: ("Europees voorbeeldfonds {place}",),
        FunderKind.DONOR: ("Familie Voorbeeld {tree}",),
    },
    trees=(
        *("Linde", "Wilg", "Hazelaar", "Esdoorn", "Eik", "Berk", "Kers", "Es", "Brem", "Hulst"),
        *("Taxus", "Riet", "Klimop", "Moerbei", "Mispel", "Olijf", "Populier", "Tijm", "Els"),
        *("Viooltje", "Lelietje", "Heide", "Cipres", "Varen", "Laurier", "Bosbes", "Den"),
    ),
    places=("Hoogdal", "Waterbrug", "Zandburg", "Gouddal", "Bosrijk", "Molenhof", "Rietveen"),
    functions=("Projectleiding", "Relatiebeheer", "Secretariaat", "Directie"),
    notes=(
        "Betaalt nooit huur. Komt graag op bezoek.",
        "Vraagt twee verslagen per jaar, in maart en september.",
        "De jury komt één keer per jaar samen, in juni.",
    ),
    said=(
        "Eerste gesprek: werk voor jongeren en diversiteit spreken hen aan.",
        "Het dossier is volledig. De jury beslist de volgende keer.",
        "Ze hebben twee duo's ontmoet en vragen gesteld over de opvolging.",
        "Verslag verstuurd, met de cijfers van het kwartaal.",
        "Ze vragen een meer gedetailleerde begroting.",
    ),
    next=(
        "Het kwartaalverslag versturen",
        "Terugbellen voor een afspraak",
        "Een bezoek voorstellen",
        "De aanvraag voor een verlenging voorbereiden",
    ),
)
EN = Words(
    patterns={
        FunderKind.AUTHORITY: ("Example Council of {place}", "Example Agency of {place}"),
        FunderKind.FOUNDATION: ("Example {tree} Foundation", "Example {tree} Fund"),
        FunderKind.COMPANY: ("Example {tree} Company", "Example {tree} Bank"),
        FunderKind.EUROPEAN_FUND: ("European example fund {place}",),
        FunderKind.DONOR: ("Example {tree} family",),
    },
    trees=(
        *("Linden", "Willow", "Hazel", "Maple", "Oak", "Birch", "Cherry", "Ash", "Broom", "Holly"),
        *("Yew", "Reed", "Ivy", "Mulberry", "Medlar", "Olive", "Poplar", "Thyme", "Alder", "Fern"),
    ),
    places=("Highdale", "Clearbridge", "Sandfort", "Goldvale", "Fairwood", "Millcourt"),
    functions=("Programme officer", "Head of giving", "Secretariat", "Management"),
    notes=("Never pays rent. Likes visits.", "Asks for two reports a year."),
    said=(
        "First talk: work for young people interests them.",
        "The file is complete. The jury decides next time.",
        "Report sent, with the figures of the quarter.",
    ),
    next=("Send the report of the quarter", "Call again to fix a meeting", "Propose a visit"),
)
ES = Words(
    patterns={
        FunderKind.AUTHORITY: ("Ayuntamiento Ejemplo de {place}", "Agencia Ejemplo de {place}"),
        FunderKind.FOUNDATION: ("Fundación Ejemplo {tree}", "Fondo Ejemplo {tree}"),
        FunderKind.COMPANY: ("Empresa Ejemplo {tree}", "Banco Ejemplo {tree}"),
        FunderKind.EUROPEAN_FUND: ("Fondo europeo de ejemplo {place}",),
        FunderKind.DONOR: ("Familia Ejemplo {tree}",),
    },
    trees=(
        *("Tilo", "Sauce", "Avellano", "Arce", "Roble", "Abedul", "Cerezo", "Fresno", "Acebo"),
        *("Tejo", "Junco", "Hiedra", "Moral", "Níspero", "Olivo", "Álamo", "Tomillo", "Aliso"),
        *("Violeta", "Brezo", "Ciprés", "Helecho"),
    ),
    places=("Altoval", "Puenteclaro", "Riomonte", "Valdoro", "Bosqueluz", "Molinar"),
    functions=("Gestión de proyectos", "Responsable de alianzas", "Secretaría", "Dirección"),
    notes=("Nunca paga alquileres. Le gustan las visitas.", "Pide dos informes al año."),
    said=(
        "Primera conversación: les interesa el empleo de los jóvenes.",
        "El expediente está completo. El jurado decide la próxima vez.",
        "Informe enviado, con las cifras del trimestre.",
    ),
    next=("Enviar el informe del trimestre", "Volver a llamar", "Proponer una visita"),
)
WORDS: Mapping[str, Words] = {"fr": FR, "nl": NL, "en": EN, "es": ES}
FIRST_NAMES = (
    *("Amina", "Bart", "Chloé", "Dirk", "Elena", "Farid", "Greet", "Hélène", "Ivo", "Jasmin"),
    *("Karel", "Leïla", "Marco", "Nora", "Oscar", "Petra", "Quentin", "Rosa"),
)
LAST_NAMES = (
    *("Lenaerts", "Marchal", "Ouali", "Perrin", "Verlinden", "Castel", "Bauwens", "Noël"),
    *("Haddad", "Simonet", "Vidal", "Kramer", "Torres", "Aerts", "Fabre", "Mulder"),
)
