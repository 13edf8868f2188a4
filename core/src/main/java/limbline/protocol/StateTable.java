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

    /// Whether the state is new.
    boolean add(long state, int parent, int move) {
        int slot = slot(state);
        if (slots[slot] != 0) {
            return false;
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
        if (size * 2 > slots.length) {
            grow();
        }
        return true;
    }

    /// Where the state was put; -1 if it was never reached.
    int find(long state) {
        int slot = slot(state);
        return slots[slot] == 0 ? -1 : places[slot];
    }

    private int slot(long state) {
        int mask = slots.length - 1;
        int slot = (int) ((state * SPREAD) >>> Long.numberOfLeadingZeros(mask));
        while (slots[slot] != 0 && slots[slot] != state + 1) {
            slot = (slot + 1) & mask;
        }
        return slot;
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
