package starforge.people;

import java.util.HashMap;
import java.util.Map;
import starforge.access.Refusal;
import starforge.groups.Group;
import starforge.groups.Groups;
import starforge.groups.Role;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Handler;
import starforge.web.Notice;
import starforge.web.Routes;

/**
 * What is done to groups: {@code /group/add} (GET, POST {@code group_name display_name description}), POST
 * {@code /group/<name>} ({@code user role}), {@code /group/<name>/edit} (GET, POST {@code display_name description}), POST
 * {@code /group/<name>/<user>/delete}, POST {@code /group/<name>/delete} ({@code confirm}).
 */
final class GroupForms {
    private static final String ADD = "/group/add";
    private static final String ONE = "/group/:name";

    private final Groups groups;
    private final Users users;

    GroupForms(Groups groups, Users users) {
        this.groups = groups;
        this.users = users;
    }

    void addTo(Routes routes) {
        routes.userGet(ADD, exchange -> exchange.html("groups/new", typed(exchange)));
        routes.userPost(
                ADD,
                exchange -> Forms.orAgain(exchange, this::make, wrong -> {
                    Map<String, Object> model = typed(exchange);
                    model.putAll(wrong);
                    return exchange.html("groups/new", model);
                }));
        routes.userGet(ONE + "/edit", exchange -> edit(exchange, Map.of()));
        form(routes, ONE + "/edit", this::describe);
        form(routes, ONE, this::put);
        form(routes, ONE + "/delete", this::delete);
        form(routes, ONE + "/:user/delete", this::remove);
    }

    private void form(Routes routes, String path, Handler deed) {
        routes.userPost(path, exchange -> Forms.orAgain(exchange, deed, wrong -> edit(exchange, wrong)));
    }

    private static Map<String, Object> typed(Exchange exchange) {
        Map<String, Object> model = new HashMap<>();
        for (String field : new String[] {"group_name", "display_name", "description"}) {
            model.put(field, exchange.form(field));
        }
        return model;
    }

    private Object make(Exchange exchange) {
        Group group = groups.make(exchange.who(), exchange.form("group_name").strip(), words(exchange));
        return exchange.redirect(group.url(), Notice.ok("groups.made", group.name()));
    }

    private static Group.Words words(Exchange exchange) {
        return Group.Words.typed(exchange.form("display_name"), exchange.form("description"));
    }

    private Object edit(Exchange exchange, Map<String, ?> wrong) {
        Group group = named(exchange);
        groups.requireOwner(exchange.who(), group);
        boolean isAgain = exchange.method().equals("POST") && wrong.containsKey("errors");
        Map<String, Object> model = new HashMap<>();
        model.put("group", group);
        model.put("members", groups.members(group, exchange.who()));
        model.put("user", isAgain ? exchange.form("user") : "");
        model.putAll(wrong);
        return exchange.html("groups/edit", model);
    }

    private Group named(Exchange exchange) {
        return groups.get(exchange.part(":name"));
    }

    private Object describe(Exchange exchange) {
        Group group = named(exchange);
        groups.describe(exchange.who(), group, words(exchange));
        return exchange.redirect(group.url(), Notice.ok("groups.described", group.name()));
    }

    private Object put(Exchange exchange) {
        Group group = named(exchange);
        groups.requireOwner(exchange.who(), group);
        String typed = exchange.form("user").strip();
        User user = users.find(typed).orElseThrow(() -> Refusal.invalid("user", "users.none", typed));
        Role role = Role.of(exchange.form("role")).orElseThrow(() -> Refusal.invalid("role", "groups.roles"));
        groups.put(exchange.who(), group, user, role);
        return exchange.redirect(
                group.url() + "/edit", Notice.ok("groups.is-" + role.word(), user.name(), group.name()));
    }

    private Object remove(Exchange exchange) {
        Group group = named(exchange);
        User user = users.get(exchange.part(":user"));
        boolean isMe = user.id() == exchange.who().userId();
        try {
            groups.remove(exchange.who(), group, user);
        } catch (Refusal refusal) {
            if (isMe && refusal.reason() == Refusal.Reason.INVALID) {
                return exchange.redirect(group.url(), new Notice("bad", refusal.text()));
            }
            throw refusal;
        }
        String back = group.url() + (groups.mayRun(exchange.who(), group.id()) ? "/edit" : "");
        return exchange.redirect(back, Notice.ok(isMe ? "groups.left" : "groups.out", group.name(), user.name()));
    }

    private Object delete(Exchange exchange) {
        Group group = named(exchange);
        groups.requireOwner(exchange.who(), group);
        if (!exchange.form("confirm").strip().equals(group.name())) {
            throw Refusal.invalid("confirm", "groups.type-name", group.name());
        }
        groups.delete(exchange.who(), group);
        return exchange.redirect("/groups", Notice.ok("groups.deleted", group.name()));
    }
}
