package limbline.app.hl7;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import limbline.measure.Check;
import limbline.measure.Text;

/// Who may send: addresses and networks; everybody where none is named.
///
/// @param networks such as 10.1.2.3 or 10.1.0.0/16
public record Senders(List<Network> networks) {

    public Senders {
        networks = List.copyOf(networks);
    }

    /// Addresses whose first bits are the same.
    public record Network(InetAddress address, int bits) {

        private static Network parse(String text) {
            String[] parts = text.split("/", 2);
            try {
                Check.that(parts[0].matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*"),
                        "\"%s\" is not an address or a network; write for example 10.1.2.3 or"
                                + " 10.1.0.0/16", Text.shortened(text));
                InetAddress address = InetAddress.getByName(parts[0]);
                int most = address.getAddress().length * 8;
                int bits = parts.length == 1 ? most
                        : parts[1].matches("[0-9]{1,3}") ? Integer.parseInt(parts[1]) : -1;
                Check.that(bits >= 0 && bits <= most, "\"%s\": behind the slash stands a number"
                        + " from 0 to %s", Text.shortened(text), most);
                return new Network(address, bits);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(
                        "\"%s\" is not an address".formatted(Text.shortened(text)), e);
            }
        }

        private boolean holds(InetAddress other) {
            byte[] mine = address.getAddress();
            byte[] its = other.getAddress();
            if (mine.length != its.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((mine[bit / 8] & mask) != (its[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// @param text addresses and networks with commas between them, or nothing for everybody
    public static Senders parse(String text) {
        return new Senders(Arrays.stream(text.split(",", -1)).map(String::strip)
                .filter(one -> !one.isEmpty()).map(Network::parse).toList());
    }

    boolean permits(InetAddress sender) {
        return networks.isEmpty() || networks.stream().anyMatch(one -> one.holds(sender));
    }
}
