package starforge.git;

/** Is told of every push. A new reaction to a push is a new listener. */
public interface PushListener {
    /**
     * Reacts to a push. The client waits until this returns, so what is stored here is there when the pusher goes on. Pushes
     * to one repository are told one after the other, in the order their refs moved. What this throws is logged, and the push
     * succeeds all the same.
     */
    void pushed(Push push);
}
