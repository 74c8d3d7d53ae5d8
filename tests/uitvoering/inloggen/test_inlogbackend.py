"""Rights come from a role and from nothing else."""

from django.contrib.auth.models import Group, Permission


def test_loose_rights_and_groups_give_nothing(cast, django_assert_num_queries):
    recht = Permission.objects.get(content_type__app_label="acties", codename="change_actie")
    groep = Group.objects.create(name="Alles")
    groep.permissions.add(recht)
    cast.dirk.groups.add(groep)
    cast.dirk.user_permissions.add(recht)
    with django_assert_num_queries(1):  # the roles
        assert not cast.dirk.has_perm("acties.change_actie")
    assert cast.dirk.get_user_permissions() == set()
    assert cast.dirk.get_group_permissions() == set()


def test_role_gives_its_rights(cast):
    assert cast.anna.has_perm("acties.change_actie")


def test_password_logs_in_by_name_and_by_address(client, cast, settings):
    cast.bram.set_password("een lang wachtwoord")
    cast.bram.email = "bram@gemeente.test"
    cast.bram.save()
    for login in ("bram@gemeente.test", cast.bram.username):
        response = client.post("/accounts/login/", {"login": login, "password": "een lang wachtwoord"})
        assert response.status_code == 302
        assert client.session["_auth_user_backend"] == "uitvoering.inloggen.account.InlogBackend"
        client.logout()
