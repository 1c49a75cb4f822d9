// A user whose address is verified without a mail, in a PostgreSQL that this process starts.
// For your own: PlausibleAdmin.connect(dataSource), or connect(kubernetesClient, stack).
import io.github.plausible4j.admin.*
import io.github.plausible4j.admin.model.*
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres

var postgres = EmbeddedPostgres.start()
TestSchema.RELEASE_3.load(postgres.getPostgresDatabase())
var admin = PlausibleAdmin.connect(postgres.getPostgresDatabase())
var me = NewUser.builder("me@example.org", UUID.randomUUID().toString().toCharArray()).emailVerified(false).build()

System.out.println(admin.users().create(me).changes())
System.out.println(admin.users().verifyEmail("me@example.org"))

admin.close()
postgres.close()
