package io.tenantry.workflow.engine;

import io.tenantry.security.Account;
import io.tenantry.security.Accounts;
import io.tenantry.security.Role;
import io.tenantry.workflow.engine.EngineGroups.Grant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes our log-ins, roles and rights into the engine's own tables before the first request comes in, so that Cockpit,
 * Tasklist and Admin know the same people as we do. What is configured wins over what somebody changed there.
 */
@Component
class EngineIdentities implements SmartInitializingSingleton {

    private static final int ATTEMPTS = 3;

    private final IdentityService identities;
    private final AuthorizationService authorizations;
    private final Accounts accounts;
    private final TransactionTemplate transaction;

    EngineIdentities(
            IdentityService identities,
            AuthorizationService authorizations,
            Accounts accounts,
            TransactionTemplate transaction) {
        this.identities = identities;
        this.authorizations = authorizations;
        this.accounts = accounts;
        this.transaction = transaction;
    }

    /** Nodes that start at once write the same; who comes second finds it done when it looks again. */
    @Override
    public void afterSingletonsInstantiated() {
        RuntimeException collision = null;
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                transaction.executeWithoutResult(ignored -> write());
                return;
            } catch (ProcessEngineException | DataAccessException failed) {
                collision = failed;
            }
        }
        throw new IllegalStateException("The log-ins cannot be written into the engine's tables", collision);
    }

    private void write() {
        for (var role : Role.values()) {
            writeGroup(role.group());
        }
        writeGroup(EngineGroups.ADMINISTRATORS);
        writeGroup(EngineGroups.APPLICATION);
        accounts.all().forEach(this::writeUser);
        identities.createUserQuery().list().forEach(this::expelStranger);
        EngineGroups.grants().forEach(this::writeGrant);
    }

    private void writeGroup(String id) {
        if (identities.createGroupQuery().groupId(id).count() == 0) {
            var group = identities.newGroup(id);
            group.setName(id);
            group.setType("WORKFLOW");
            identities.saveGroup(group);
        }
    }

    private void writeUser(Account account) {
        if (identities.createUserQuery().userId(account.name()).count() == 0) {
            var user = identities.newUser(account.name());
            user.setFirstName(account.name());
            user.setLastName("(" + account.role().group() + ")");
            user.setPassword(unusablePassword());
            identities.saveUser(user);
        }
        writeMemberships(account.name(), groupsOf(account));
    }

    private static Set<String> groupsOf(Account account) {
        return account.role() == Role.ADMINISTRATOR
                ? Set.of(account.role().group(), EngineGroups.ADMINISTRATORS)
                : Set.of(account.role().group());
    }

    /** Nobody is in a group here who is not configured to be, former colleagues in particular. */
    private void expelStranger(User user) {
        if (accounts.all().stream().noneMatch(account -> account.name().equals(user.getId()))) {
            writeMemberships(user.getId(), Set.of());
        }
    }

    private void writeMemberships(String user, Set<String> wanted) {
        var present = identities.createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .collect(Collectors.toSet());
        present.stream()
                .filter(group -> !wanted.contains(group))
                .forEach(group -> identities.deleteMembership(user, group));
        wanted.stream()
                .filter(group -> !present.contains(group))
                .forEach(group -> identities.createMembership(user, group));
    }

    private void writeGrant(Grant grant) {
        var present = authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .groupIdIn(grant.group())
                .resourceType(grant.resource())
                .resourceId(grant.id())
                .singleResult();
        var authorization = present != null ? present : newGrant(grant);
        authorization.setPermissions(grant.permissions().toArray(Permission[]::new));
        authorizations.saveAuthorization(authorization);
    }

    private Authorization newGrant(Grant grant) {
        var authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        authorization.setGroupId(grant.group());
        authorization.setResource(grant.resource());
        authorization.setResourceId(grant.id());
        return authorization;
    }

    /** The engine wants one of each kind of character; nobody ever learns it, for we check the log-in, not the engine. */
    private static String unusablePassword() {
        return "aA1!" + UUID.randomUUID() + UUID.randomUUID();
    }
}
