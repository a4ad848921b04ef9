"""Who keeps a union's books, and who reviews what was typed into them."""

from workshops.unions.models import Appointment, Kind, Person, Role, TradeUnion

FINANCE = (Role.FINANCE_CLERK, Role.FINANCE_APPROVER)
UNIT = (Role.CLERK, Role.CHAIR)


def keeping_post(union: TradeUnion, person: Person, on) -> Appointment | None:
    """The post in which this person keeps its books: finance, at a unit without it the clerk."""
    keeper = Role.CLERK if by_clerks(union, on) else Role.FINANCE_CLERK
    return post_among(union, person, on, (keeper,))


def reviewing_post(union: TradeUnion, person: Person, on) -> Appointment | None:
    """The post in which this person reviews what another typed."""
    return post_among(union, person, on, UNIT if by_clerks(union, on) else FINANCE)


def post_among(union: TradeUnion, person: Person, on, roles) -> Appointment | None:
    """A post of this person at the union in one of the roles."""
    held = (post for post in person.posts(on) if post.union_id == union.pk)
    return next((post for post in held if post.role in roles), None)


def by_clerks(union: TradeUnion, on) -> bool:
    """Whether it is a unit's union without finance people of its own."""
    if union.kind != Kind.UNIT:
        return False
    there = Appointment.objects.in_force(on).filter(union=union, role__in=FINANCE)
    return not there.exists()


def lacks_reviewer(union: TradeUnion, person: Person, on) -> bool:
    """Whether nobody but this person could review there what this person typed."""
    roles = UNIT if by_clerks(union, on) else FINANCE
    there = Appointment.objects.in_force(on).filter(union=union, role__in=roles)
    return not there.exclude(person=person).exists()
