package limbline.app.security;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;

/// A passkey's answer that was not taken.
public final class PasskeyRefused extends AuthenticationException {

    private static final long serialVersionUID = 1;

    private final Why why;
    private final @Nullable Account account;

    PasskeyRefused(Why why) {
        this(why, null);
    }

    PasskeyRefused(Why why, @Nullable Account account) {
        super(why.toString());
        this.why = why;
        this.account = account;
    }

    /// The reasons; the words file has a sentence for each.
    public enum Why {
        /// Nobody asked for it, or it was given already: an answer is good once.
        NOT_ASKED("not-asked"),
        /// It was asked for too long ago.
        EXPIRED("expired"),
        /// It is no passkey's answer.
        UNREADABLE("unreadable"),
        /// The passkey is not known: removed, or of another server or a removed account.
        UNKNOWN("unknown"),
        /// Its counter went backwards or stood still: there is a copy.
        COPIED("copied"),
        /// It was given at another address or domain than this server's.
        ELSEWHERE("elsewhere"),
        /// The device did not ask who holds it, by PIN, finger or face.
        NOT_VERIFIED("not-verified"),
        /// The signature or another part of it is not right.
        NOT_PROVED("not-proved"),
        /// The passkey is there already.
        KNOWN("known"),
        /// The account has as many as it may.
        TOO_MANY("too-many");

        private final String word;

        Why(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    public Why why() {
        return why;
    }

    /// Whose passkey it was, where that could be told.
    public Optional<Account> account() {
        return Optional.ofNullable(account);
    }
}
