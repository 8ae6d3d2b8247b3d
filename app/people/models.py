"""Tables of mentees and mentors: who they are, what they wish, and, apart, what is sensitive."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, Date, Dialect, ForeignKey, Index, String, Text, TypeDecorator
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app.accounts.models import User
from app.antennas.models import Antenna
from app.core.db import CodeSet, Model, OfAntenna, Versioned
from app.core.tenancy import tenant
from app.people.keys import sort_key


class Kind(StrEnum):
    MENTEE = "mentee"
    MENTOR = "mentor"


class Stage(StrEnum):
    """Where somebody stands in the intake; being in a duo is read off the duos, not from here."""

    REGISTERED = "registered"
    INFORMATION = "information"
    INTERVIEW = "interview"
    TRAINING = "training"
    EVALUATION = "evaluation"
    WAITING_LIST = "waiting_list"
    READY = "ready"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


def _sort_key_of_row(context: Any) -> str:
    """For rows that are added without it, also many at once."""
    row = context.get_current_parameters()
    return sort_key(row["first_name"], row["last_name"])


class Person(Versioned, OfAntenna, Model):
    """A mentee or a mentor. `reference` is the one of the file they came from, if any.

    `search_text`, `sort_key`, `name_key`, `email_key` and `phone_key` are folded copies for search,
    order and duplicates. Somebody found to be the same as another carries `merged_into_id` and is
    no longer listed. `last_contact_on` starts the clock of retention.
    """

    __tablename__ = "people"
    __table_args__ = (
        Index("uq_people_kind_reference", "kind", "reference", unique=True),
        Index("ix_people_kind_sort", "kind", "sort_key", "id"),
        Index("ix_people_kind_stage", "kind", "stage", "stage_since"),
        Index("ix_people_kind_since", "kind", "stage_since", "id"),
        Index("ix_people_kind_registered", "kind", "registered_on"),
    )

    kind: Mapped[Kind] = mapped_column(String(6))
    reference: Mapped[str | None] = mapped_column(String(40))
    stage: Mapped[Stage] = mapped_column(String(20))
    stage_since: Mapped[date]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    first_name: Mapped[str] = mapped_column(String(80))
    last_name: Mapped[str] = mapped_column(String(80))
    gender: Mapped[str | None] = mapped_column(String(1))
    born_on: Mapped[date | None]
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(40))
    postal_code: Mapped[str | None] = mapped_column(String(12))
    language: Mapped[str | None] = mapped_column(String(5))
    availability: Mapped[list[str]] = mapped_column(CodeSet, default=list)
    remarks: Mapped[str | None] = mapped_column(Text)
    registered_on: Mapped[date]
    interviewed_on: Mapped[date | None]
    last_contact_on: Mapped[date]
    search_text: Mapped[str] = mapped_column(String(500))
    sort_key: Mapped[str] = mapped_column(String(160), default=_sort_key_of_row)
    name_key: Mapped[str] = mapped_column(String(200), index=True)
    email_key: Mapped[str | None] = mapped_column(String(254), index=True)
    phone_key: Mapped[str | None] = mapped_column(String(40), index=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    import_id: Mapped[int | None] = mapped_column(index=True)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy passes the class
        return {"polymorphic_on": cls.kind, "version_id_col": cls.version}

    antenna: Mapped[Antenna] = relationship(lazy="raise_on_sql")
    owner: Mapped[User | None] = relationship(lazy="raise_on_sql")
    languages: Mapped[list["SpokenLanguage"]] = relationship(
        cascade="all, delete-orphan", order_by="SpokenLanguage.id"
    )
    sectors: Mapped[list["Sector"]] = relationship(
        cascade="all, delete-orphan", order_by="Sector.id"
    )

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def language_levels(self) -> dict[str, str]:
        """CEFR level (or `native`) by language."""
        return {spoken.code: spoken.level for spoken in self.languages}

    @property
    def sector_codes(self) -> list[str]:
        return [sector.code for sector in self.sectors]


class Mentee(Person):
    """A young job seeker. `isced` is the level attained, 0 to 8 (ISCED 2011, UNESCO)."""

    __mapper_args__ = {"polymorphic_identity": Kind.MENTEE}  # noqa: RUF012 - so declared by SQLAlchemy

    isced: Mapped[int | None]
    diploma_recognised: Mapped[bool | None]
    labour_status: Mapped[str | None] = mapped_column(String(20))
    labour_status_on: Mapped[date | None]
    job_seeker_since: Mapped[date | None]
    occupation: Mapped[str | None] = mapped_column(String(120))
    goal: Mapped[str | None] = mapped_column(String(20))


class Mentor(Person):
    """A volunteer. `trained_on` is when the modules before a first duo were completed."""

    __mapper_args__ = {"polymorphic_identity": Kind.MENTOR}  # noqa: RUF012 - so declared by SQLAlchemy

    function_level: Mapped[str | None] = mapped_column(String(20))
    still_working: Mapped[bool | None]
    partner_company: Mapped[str | None] = mapped_column(String(120))
    trained_on: Mapped[date | None]
    evaluated_on: Mapped[date | None]
    preferences: Mapped[str | None] = mapped_column(Text)

    slots: Mapped[list["MentorSlot"]] = relationship(
        cascade="all, delete-orphan", order_by="MentorSlot.number"
    )

    @property
    def capacity(self) -> int:
        """How many mentees at the same time."""
        return len(self.slots)


class MentorSlot(Model):
    """One place beside a mentor, numbered from 1: a running duo takes one, so the database itself
    keeps a mentor from having more duos than their capacity."""

    __tablename__ = "mentor_slots"
    __table_args__ = (Index("uq_mentor_slots", "mentor_id", "number", unique=True),)

    mentor_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    number: Mapped[int]


class SpokenLanguage(Model):
    """A language (ISO 639) with its level of the CEFR, or `native`."""

    __tablename__ = "spoken_languages"
    __table_args__ = (Index("uq_spoken_languages", "person_id", "code", unique=True),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(8), index=True)
    level: Mapped[str] = mapped_column(String(6))


class Sector(Model):
    """A division of NACE: wished by a mentee, known by a mentor."""

    __tablename__ = "sectors"
    __table_args__ = (Index("uq_sectors", "person_id", "code", unique=True),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(2), index=True)


class Ancestry(TypeDecorator[bool]):
    """A fact about parents, kept only where the tenant may: elsewhere nothing ever reaches the
    database, by whatever way it came (CNIL, 2007, on ancestry in management files)."""

    impl = Boolean
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bool | None:
        return value if tenant().sensitive.parents_birthplace else None


class SensitiveFacts(Model):
    """What only few may read, and each reading is logged. Empty where the tenant keeps none."""

    __tablename__ = "sensitive_facts"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), unique=True)
    nationality: Mapped[str | None] = mapped_column(String(2))
    birth_country: Mapped[str | None] = mapped_column(String(2))
    parents_born_outside_eu: Mapped[bool | None] = mapped_column(Ancestry)
    permit_until: Mapped[date | None] = mapped_column(Date, index=True)
