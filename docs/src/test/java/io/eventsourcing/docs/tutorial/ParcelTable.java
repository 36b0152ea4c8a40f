package io.eventsourcing.docs.tutorial;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.projection.Projection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
public class ParcelTable implements Projection {
    private final JdbcClient jdbc;

    public ParcelTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void project(DomainEvent<?> event) {
        if (event.body() instanceof Parcel.Event body) {
            switch (body) {
                case Parcel.Accepted accepted -> insert(event.originatorId(), accepted);
                case Parcel.Scanned scanned -> move(event.originatorId(), scanned.place());
                case Parcel.Delivered delivered -> move(event.originatorId(), "delivered");
            }
        }
    }

    private void insert(UUID id, Parcel.Accepted accepted) {
        jdbc.sql("INSERT INTO parcel (id, number, recipient, place) VALUES (?, ?, ?, 'accepted')")
                .params(id, accepted.number(), accepted.recipient())
                .update();
    }

    private void move(UUID id, String place) {
        jdbc.sql("UPDATE parcel SET place = ? WHERE id = ?").params(place, id).update();
    }
}
