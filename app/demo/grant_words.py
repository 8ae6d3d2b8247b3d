"""The words of invented grants, by the language of the country."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    titles: Sequence[str]
    public: str
    private: str
    advance: str
    middle: str
    balance: str
    interim: str
    final: str
    evidence: str
    meeting: str
    costs: Mapping[str, str]


WORDS: Mapping[str, Words] = {
    "fr": Words(
        titles=(
            "Des duos vers l'emploi",
            "Jeunes et mentors en chemin",
            "Premier emploi, premier pas",
            "Transmettre l'expérience",
            "Ensemble vers le travail",
            "Mentors près de chez vous",
        ),
        public="Argent public",
        private="Argent privé",
        advance="À la signature",
        middle="Après le rapport intermédiaire",
        balance="Après l'approbation du rapport final",
        interim="Rapport intermédiaire",
        final="Rapport final",
        evidence="Pièces justificatives du semestre",
        meeting="Comité d'accompagnement",
        costs={
            "staff": "Coordination",
            "volunteers": "Frais des bénévoles",
            "training": "Formation des mentors",
            "communication": "Brochures et site",
        },
    ),
    "nl": Words(
        titles=(
            "Duo's op weg naar werk",
            "Jongeren en mentoren samen",
            "Een eerste baan, een eerste stap",
            "Ervaring doorgeven",
            "Samen aan het werk",
            "Mentoren in de buurt",
        ),
        public="Publiek geld",
        private="Privaat geld",
        advance="Bij de ondertekening",
        middle="Na het tussentijdse verslag",
        balance="Na goedkeuring van het eindverslag",
        interim="Tussentijds verslag",
        final="Eindverslag",
        evidence="Bewijsstukken van het halfjaar",
        meeting="Stuurgroep",
        costs={
            "staff": "Coördinatie",
            "volunteers": "Onkosten van vrijwilligers",
            "training": "Opleiding van mentoren",
            "communication": "Folders en website",
        },
    ),
    "en": Words(
        titles=(
            "Duos on the way to work",
            "Young people and mentors together",
            "A first job, a first step",
            "Passing experience on",
            "Together into work",
            "Mentors near you",
        ),
        public="Public money",
        private="Private money",
        advance="On signature",
        middle="After the interim report",
        balance="After the final report was approved",
        interim="Interim report",
        final="Final report",
        evidence="Evidence of the half year",
        meeting="Steering group",
        costs={
            "staff": "Coordination",
            "volunteers": "Expenses of volunteers",
            "training": "Training of mentors",
            "communication": "Leaflets and website",
        },
    ),
}
