package limbline.protocol;

import java.util.Arrays;

/// The states found, in the order in which they were found, each with how it was reached. Open
/// addressing over packed states: no object for a state.
final class StateTable {

    /// A state's slot begins at the top bits of its product with this odd number (2^64 divided by
    /// the golden ratio), which spreads neighbouring states: Knuth, The Art of Computer
    /// Programming, vol. 3, 6.4.
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[] slots = new long[1 << 16]; // state + 1; 0 is free
    private int[] places = new int[1 << 16];
    private long[] states = new long[1 << 15];
    private int[] parents = new int[1 << 15];
    private int[] moves = new int[1 << 15];
    private long[] looked = new long[0];
    private int size;

    int size() {
        return size;
    }

    long state(int place) {
        return states[place];
    }

    /// The place it was reached from; -1 for the first.
    int parent(int place) {
        return parents[place];
    }

    /// The move it was reached by.
    int move(int place) {
        return moves[place];
    }

    /// Takes up those of the first `count` states of `found` that are new. All of them are looked up
    /// before the first is put: the table is larger than any cache, and so the memory is asked for
    /// all at once instead of one after the other.
    ///
    /// @param by the move each was reached by
    /// @param parent the place that all were reached from; -1 for the first
    void addAll(long[] found, int[] by, int count, int parent) {
        while ((size + count) * 2 > slots.length) {
            grow();
        }
        if (looked.length < count) {
            looked = new long[found.length];
        }
        for (int i = 0; i < count; i++) {
            looked[i] = slots[home(found[i])];
        }
        for (int i = 0; i < count; i++) {
            if (looked[i] != found[i] + 1) {
                add(found[i], parent, by[i]);
            }
        }
    }

    private void add(long state, int parent, int move) {
        int slot = slot(state);
        if (slots[slot] != 0) {
            return;
        }
        slots[slot] = state + 1;
        places[slot] = size;
        if (size == states.length) {
            int more = size * 2;
            states = Arrays.copyOf(states, more);
            parents = Arrays.copyOf(parents, more);
            moves = Arrays.copyOf(moves, more);
        }
        states[size] = state;
        parents[size] = parent;
        moves[size] = move;
        size++;
    }

    /// Where the state was put; -1 if it was never reached.
    int find(long state) {
        int slot = slot(state);
        return slots[slot] == 0 ? -1 : places[slot];
    }

    private int slot(long state) {
        int mask = slots.length - 1;
        int slot = home(state);
        while (slots[slot] != 0 && slots[slot] != state + 1) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int home(long state) {
        return (int) ((state * SPREAD) >>> Long.numberOfLeadingZeros(slots.length - 1));
    }

    private void grow() {
        slots = new long[slots.length * 2];
        places = new int[slots.length];
        for (int i = 0; i < size; i++) {
            int slot = slot(states[i]);
            slots[slot] = states[i] + 1;
            places[slot] = i;
        }
    }
}
