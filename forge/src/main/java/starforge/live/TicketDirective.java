package starforge.live;

import freemarker.core.Environment;
import freemarker.template.TemplateDirectiveBody;
import freemarker.template.TemplateDirectiveModel;
import freemarker.template.TemplateException;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import starforge.bus.Tickets;
import starforge.bus.Tickets.Grant;
import starforge.bus.Topic;
import starforge.web.Exchange;

/**
 * {@code <@ws_token topics=["repo:42"]/>}: writes a fresh ticket for the reader of this page and these topics into a
 * {@code <meta>} element, where the script finds it. A page without a script pays nothing for it but the ticket's 20 seconds.
 */
public final class TicketDirective implements TemplateDirectiveModel {
    private final Tickets tickets;
    private final TopicGuard guard;

    public TicketDirective(Tickets tickets, TopicGuard guard) {
        this.tickets = tickets;
        this.guard = guard;
    }

    @Override
    @SuppressWarnings("rawtypes") // FreeMarker's own signature
    public void execute(Environment environment, Map parameters, TemplateModel[] loops, TemplateDirectiveBody body)
            throws TemplateException, IOException {
        if (!(parameters.get("topics") instanceof TemplateSequenceModel names)
                || !(environment.getCustomAttribute("exchange") instanceof Exchange exchange)) {
            throw new TemplateModelException("ws_token needs topics=[...]");
        }
        Set<Topic> topics = topics(names);
        Grant grant = guard.grant(exchange, topics);
        String ticket = tickets.issue(grant);
        exchange.alone(ticket, () -> tickets.issue(grant));
        String list = topics.stream().map(Topic::name).collect(Collectors.joining(" "));
        environment.getOut().write("<meta name=\"ws_token\" content=\"" + ticket + "\" data-topics=\"" + list + "\">");
    }

    private static Set<Topic> topics(TemplateSequenceModel names) throws TemplateModelException {
        Set<Topic> topics = new LinkedHashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i) instanceof TemplateScalarModel name) {
                topics.add(new Topic(name.getAsString()));
            }
        }
        return topics;
    }
}
