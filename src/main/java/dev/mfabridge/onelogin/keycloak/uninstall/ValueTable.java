package dev.mfabridge.onelogin.keycloak.uninstall;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.models.jpa.entities.CredentialEntity;
import org.keycloak.models.jpa.entities.UserAttributeEntity;
import org.keycloak.models.jpa.entities.UserRequiredActionEntity;
import org.keycloak.storage.jpa.entity.FederatedUserAttributeEntity;
import org.keycloak.storage.jpa.entity.FederatedUserCredentialEntity;
import org.keycloak.storage.jpa.entity.FederatedUserRequiredActionEntity;

/**
 * Table of Keycloak's database with values about users. Keycloak's own storage of users has three tables. The federated
 * storage has three more, with the signed values of all users and everything about users who are only in a directory.
 *
 * @param entity Keycloak's entity of the table
 * @param user the path to the id of the user in JPQL
 * @param realm the path to the id of the realm in JPQL
 * @param counted the path to what is counted in JPQL: a name with several values counts once for a user
 * @param names the names of this extension's values
 */
record ValueTable(Class<?> entity, String user, String realm, String counted, OwnNames names) {
    private static final List<ValueTable> ALL = List.of(
            new ValueTable(CredentialEntity.class, "v.user.id", "v.user.realmId", "v.id", OwnNames.CREDENTIAL_TYPES),
            new ValueTable(UserAttributeEntity.class, "v.user.id", "v.user.realmId", "v.user.id", OwnNames.ATTRIBUTES),
            new ValueTable(
                    UserRequiredActionEntity.class,
                    "v.user.id",
                    "v.user.realmId",
                    "v.user.id",
                    OwnNames.REQUIRED_ACTIONS),
            new ValueTable(
                    FederatedUserCredentialEntity.class, "v.userId", "v.realmId", "v.id", OwnNames.CREDENTIAL_TYPES),
            new ValueTable(
                    FederatedUserAttributeEntity.class, "v.userId", "v.realmId", "v.userId", OwnNames.ATTRIBUTES),
            new ValueTable(
                    FederatedUserRequiredActionEntity.class,
                    "v.userId",
                    "v.realmId",
                    "v.userId",
                    OwnNames.REQUIRED_ACTIONS));

    static Stream<ValueTable> all() {
        return ALL.stream();
    }

    /** Returns the tables before this one. */
    Stream<ValueTable> before() {
        return ALL.subList(0, ALL.indexOf(this)).stream();
    }

    /**
     * Returns the next users of a realm with values of this extension in this table, by their ids.
     *
     * @param after the last user before
     * @param max the maximum number of users
     */
    List<String> users(EntityManager database, String realmId, String after, int max) {
        return database.createQuery(
                        "select distinct %s from %s v where %s = :realm and %s > :after and %s order by %s"
                                .formatted(user, name(), realm, user, names.condition(), user),
                        String.class)
                .setParameter("realm", realmId)
                .setParameter("after", after)
                .setMaxResults(max)
                .getResultList();
    }

    /** Returns those of these users with values of this extension in this table. */
    List<String> owners(EntityManager database, List<String> users) {
        return database.createQuery("select distinct %s %s".formatted(user, fromOwn()), String.class)
                .setParameter("users", users)
                .getResultList();
    }

    /** Returns the numbers of this extension's values about these users. */
    StoredData count(EntityManager database, List<String> users) {
        var field = "v." + names.field();
        return database.createQuery(
                        "select %s, count(distinct %s) %s group by %s".formatted(field, counted, fromOwn(), field),
                        Object[].class)
                .setParameter("users", users)
                .getResultStream()
                .map(row -> names.count((String) row[0], ((Long) row[1]).intValue()))
                .reduce(StoredData.NONE, StoredData::plus);
    }

    /** Removes this extension's values about these users. */
    void remove(EntityManager database, List<String> users) {
        database.createQuery("delete " + fromOwn()).setParameter("users", users).executeUpdate();
    }

    private String fromOwn() {
        return "from %s v where %s in :users and %s".formatted(name(), user, names.condition());
    }

    private String name() {
        return entity.getSimpleName();
    }
}
