"""What files cost is added up by template."""

from site_builder.costs import Account, Cost, added


def cost(files: int, seconds: float, size: int, name: str) -> Cost:
    return Cost(
        files=files, seconds=seconds, slowest=(seconds, name), size=size, largest=(size, name)
    )


def test_two_costs_are_one_with_the_most_of_both() -> None:
    assert cost(1, 0.5, 10, "a") + cost(2, 0.25, 30, "b") == Cost(
        files=3, seconds=0.75, slowest=(0.5, "a"), size=40, largest=(30, "b")
    )


def test_costs_are_added_by_template() -> None:
    one, two = cost(1, 0.5, 10, "a"), cost(1, 0.25, 30, "b")
    assert added({"x": one, "y": one}, {"y": two, "z": two}) == {"x": one, "y": one + two, "z": two}
    assert added({}, {}) == {}


def test_what_is_rendered_is_accounted_for_until_it_is_taken() -> None:
    account = Account(str.encode, lambda file: file.rpartition(".")[2])
    assert [account.render(name) for name in ("a.x", "abc.x", "b.y")] == [b"a.x", b"abc.x", b"b.y"]
    taken = account.take()
    assert {name: (one.files, one.size, one.largest) for name, one in taken.items()} == {
        "x": (2, 8, (5, "abc.x")),
        "y": (1, 3, (3, "b.y")),
    }
    assert taken["x"].seconds >= taken["x"].slowest[0] > 0
    assert account.take() == {}
