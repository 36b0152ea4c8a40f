package io.eventsourcing.docs.tutorial;

import io.eventsourcing.testkit.scenario.Scenario;
import org.junit.jupiter.api.Test;

class ParcelTest {
    @Test
    void whatWasDeliveredIsNotScanned() {
        Scenario.of(Parcel.class)
                .given(new Parcel.Accepted("A1", "Ada"), new Parcel.Delivered())
                .when(parcel -> parcel.scan("Berlin"))
                .thenThrows(IllegalStateException.class);
    }

    @Test
    void aParcelIsDeliveredOnce() {
        Scenario.of(Parcel.class)
                .given(new Parcel.Accepted("A1", "Ada"), new Parcel.Delivered())
                .when(Parcel::deliver)
                .thenNothing();
    }
}
