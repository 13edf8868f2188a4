package limbline.app.page;

/// There is no such thing. The message says of what there is none.
public final class NotFound extends RuntimeException {

    private static final long serialVersionUID = 1;

    public NotFound(String message) {
        super(message);
    }
}
