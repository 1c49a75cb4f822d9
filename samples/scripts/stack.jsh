// What a stack for a Raspberry Pi consists of, without a cluster.
// With one: StackProvisioner.of(new KubernetesClientBuilder().build()).plan(stack)
import io.github.plausible4j.k8s.render.*
import io.github.plausible4j.k8s.stack.*

var stack = PlausibleStack.raspberryPi("https://stats.example.org").exposure(ExposureSpec.ingress()).build()
var manifests = StackManifests.of(stack)

for (var object : manifests.objects()) {
  System.out.printf("%-24s %s%n", object.getKind(), object.getMetadata().getName());
}

Files.writeString(Path.of("samples/target/stack.yaml"), manifests.toYaml())
System.out.println("all of it is in " + Path.of("samples/target/stack.yaml").toAbsolutePath() + ", a file that kubectl reads")
