package io.eventsourcing.mapping;

enum NoCipher implements Cipher {
    NONE;

    @Override
    public byte[] encrypt(byte[] plain, StateAddress address) {
        return plain;
    }

    @Override
    public byte[] decrypt(byte[] encrypted, StateAddress address) {
        return encrypted;
    }
}
