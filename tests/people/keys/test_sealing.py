from ruamphon.people.keys.sealing import keyed_hash, recovery_hash, seal, unseal


def test_a_sealed_text_is_read_again_and_tells_nothing():
    sealed = seal("JBSWY3DP")
    assert "JBSWY3DP" not in sealed
    assert seal("JBSWY3DP") != sealed
    assert unseal(sealed) == "JBSWY3DP"


def test_a_changed_or_foreign_seal_is_not_read(settings):
    sealed = seal("JBSWY3DP")
    assert unseal(sealed[:-4] + "AAA=") is None
    assert unseal("") is None
    settings.SECRET_KEY = "another"
    assert unseal(sealed) is None


def test_hashes_differ_by_key_kind_and_account(settings):
    made = {keyed_hash("line", "U1"), keyed_hash("recovery code", "U1"), keyed_hash("line", "U2")}
    made |= {recovery_hash(1, "K7PM"), recovery_hash(2, "K7PM")}
    settings.SECRET_KEY = "another"
    made |= {keyed_hash("line", "U1")}
    assert len(made) == 6
    assert {len(one) for one in made} == {64}
